"""Validates the Data Package in each of some folders: python package.py FOLDER…"""

import os
import sys

from frictionless import Package

faults = []
folders = sys.argv[1:]
for folder in folders:
    # Paths in a package are relative to it, and none may lead elsewhere.
    os.chdir(folder)
    package = Package("datapackage.json")
    report = package.validate()
    if not report.valid:
        faults.append(f"{folder}: {report.flatten(['name', 'rowNumber', 'fieldName', 'type', 'message'])}")
    tables = [resource.name for resource in package.resources if resource.type == "table"]
    if tables != ["events-csv", "mentions-csv"]:
        faults.append(f"{folder}: tables are {tables}")

if faults:
    sys.exit("\n".join(faults))
print(f"{len(folders)} packages are valid")
