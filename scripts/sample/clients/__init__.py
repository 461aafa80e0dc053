"""The five clients: sites, people, installation, contracts."""
