"""Volumes, sheets, certification (брошюровка)."""
