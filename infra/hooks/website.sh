#!/usr/bin/env bash
# Makes sure that the account serves its website. main.bicep says so already; a cloud whose storage does not know that setting
# yet is told in the older way, which is no part of a template.
set -euo pipefail
: "${NEWSROOM_ACCOUNT:?is an output of main.bicep; run azd provision, or export it}"

served=$(az storage blob service-properties show --account-name "$NEWSROOM_ACCOUNT" --auth-mode login --query staticWebsite.enabled --output tsv)
if [ "$served" = true ]; then
  echo "The website of $NEWSROOM_ACCOUNT is on."
  exit 0
fi
az storage blob service-properties update --account-name "$NEWSROOM_ACCOUNT" --auth-mode login \
  --static-website true --index-document index.html --output none
echo "The website of $NEWSROOM_ACCOUNT was switched on."
