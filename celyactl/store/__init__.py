"""The only place that knows git and YAML."""
