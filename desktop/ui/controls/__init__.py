"""Small controls that Qt does not have, or has in another look."""
