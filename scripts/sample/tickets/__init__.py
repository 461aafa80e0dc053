"""What happened to the clients' telephones, client by client."""
