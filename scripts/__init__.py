"""Maintainers' commands, started as `python -m scripts.NAME` with any Python from 3.11 on."""

import sys

# Only a command line sees "-m" here: runpy imports this package before it knows the module's path.
# The check stands before the import because bootstrap.py does not parse on older versions.
if sys.argv[:1] == ["-m"]:
    if sys.version_info < (3, 11):
        sys.stderr.write("需要 Python 3.11 或更高版本，当前是 %s。\n" % sys.version.split()[0])
        sys.stderr.write(
            "请安装新版 Python 后重试，例如 python3.11 -m scripts.serve 或 make serve PYTHON=python3.11。\n"
        )
        sys.exit(2)

    from scripts import bootstrap

    bootstrap.main()
