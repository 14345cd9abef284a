"""Publishing by `git push`: what a push may change, releases and their order, manifest, redirects, headers. Pure; scripts/publishing does the work."""
