"""What the service is made of (CycloneDX, var/sbom.json and var/sbom-browser.json), and whether an advisory speaks of it."""

import json
import subprocess
import sys
from pathlib import Path

RUN = "requirements/run.txt"


def main() -> None:
    run("cyclonedx-py", "requirements", RUN, "--output-file", "var/sbom.json")
    browser = run("npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only")
    Path("var/sbom-browser.json").write_text(browser.stdout)
    done = run(
        "pip-audit",
        "-r",
        RUN,
        "--no-deps",
        "--disable-pip",
        "--timeout",
        "5",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        print("  no advisory source was reached: not audited")
        return
    audited = [package for package in packages if "vulns" in package]
    if not audited:
        print(f"  no advisory source was reached: none of {len(packages)} packages audited")
    for package in audited:
        for advisory in package["vulns"]:
            print(f"  {package['name']} {package['version']}: {advisory['id']}")
    sys.exit(any(package["vulns"] for package in audited))


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    main()
