"""What writers put into a text's fields: `values` checks one text's values, `rows` reads tables of them, `collect` reads them back."""
