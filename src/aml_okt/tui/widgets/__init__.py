"""The pieces that screens are made of; each is a face on a value."""
