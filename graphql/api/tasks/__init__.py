"""What is to be done, when, and who comes."""
