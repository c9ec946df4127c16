# Reads what Casebook exports and writes it as JSON; 77 says that the library is not there.
import json, sys
try:
    import rispy
except ImportError:
    sys.exit(77)
print(json.dumps(rispy.loads(sys.stdin.buffer.read().decode())))
