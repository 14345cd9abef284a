"""Publishing by `git push`: git, folders, processes and stores, around the rules of wenku.publish."""
