"""Clients, their people and places, and their ways into the extranet."""
