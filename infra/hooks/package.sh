#!/usr/bin/env bash
# Builds the app ahead of time into artifacts/functions, the folder that is deployed as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "$(uname -s)" != Linux ]; then
  echo 'The binary is compiled ahead of time for Linux, which only works on Linux: use WSL, a container, or a build machine.' >&2
  exit 1
fi

out=artifacts/functions
rm -rf "$out"
dotnet publish src/Syndication.App -c Release -r linux-x64 -o "$out"
# Symbols are for a debugger and not for a cold start.
find "$out" -type f \( -name '*.dbg' -o -name '*.pdb' \) -delete
chmod 755 "$out/syndication"

for file in host.json syndication IngestRelease/function.json; do
  [ -s "$out/$file" ] || { echo "The publish output has no $file; the Functions host could not start it. Nothing was deployed." >&2; exit 1; }
done
