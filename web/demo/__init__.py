"""The demonstration: a training centre lives one school year (демонстрация).

Everything goes through the commands a user has; chance comes from a fixed seed.
"""
