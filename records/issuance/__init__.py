"""Register of issued documents (регистрация)."""
