"""What all grade sheets share: fields, markup, style, sample people (ведомости)."""
