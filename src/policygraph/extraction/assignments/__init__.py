"""Who answers for what: lists of agencies with their roles, in statements and in sentences."""
