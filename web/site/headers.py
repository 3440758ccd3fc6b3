"""Headers of every answer: no foreign script, no frame, no copy in a cache."""

from flask import Flask, Response, request

from web.site.access import PUBLIC, find_access

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
YEAR = 365 * 24 * 3600


def install(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer (ASVS 3.4, 14.2)."""

    @app.after_request
    def protect(answer: Response) -> Response:
        headers = answer.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["X-Frame-Options"] = "DENY"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if secure:
            headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        access = find_access(request.endpoint)
        if not _is_file(answer) or access is None or access.needs is not PUBLIC:
            headers["Cache-Control"] = "no-store"
        return answer


def _is_file(answer: Response) -> bool:
    """Tell whether it is one of the site's own files, the same for everybody."""
    endpoint = request.endpoint or ""
    own = endpoint in {"static", "assets"} or endpoint.endswith(".static")
    return own and answer.status_code in {200, 304}
