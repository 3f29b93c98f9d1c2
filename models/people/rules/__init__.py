"""What can be decided about people without looking anything up."""
