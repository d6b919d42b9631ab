#!/usr/bin/env bash
# Has uploads told to the function app. Comes after the code: the key that the address takes is made by the app's first start.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
: "${AZURE_RESOURCE_GROUP:?names the resource group; azd sets it, or export it}"
: "${NEWSROOM_APP:?is an output of main.bicep; run azd provision, or export it}"
: "${NEWSROOM_TOPIC:?is an output of main.bicep; run azd provision, or export it}"
: "${NEWSROOM_HOST_ACCOUNT:?is an output of main.bicep; run azd provision, or export it}"

key=
for try in $(seq 1 20); do
  key=$(az functionapp keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$NEWSROOM_APP" \
    --query 'systemKeys.blobs_extension != null' --output tsv || true)
  [ "$key" = true ] && break
  echo "The app has not made its key for blob events yet; asking again in 15 s ($try of 20)."
  sleep 15
done
if [ "$key" != true ]; then
  echo "$NEWSROOM_APP did not start its blob trigger within five minutes. Read its log, then run infra/hooks/events.sh again." >&2
  exit 1
fi

az deployment group create --resource-group "$AZURE_RESOURCE_GROUP" --name events --template-file "$here/events.bicep" \
  --parameters app="$NEWSROOM_APP" topic="$NEWSROOM_TOPIC" host="$NEWSROOM_HOST_ACCOUNT" --output none
echo "Uploads to the inbox are told to $NEWSROOM_APP."
