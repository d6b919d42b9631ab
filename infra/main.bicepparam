// For azd: what differs from one environment to the next is set with `azd env set`.
using 'main.bicep'

param name = take(replace(toLower(readEnvironmentVariable('AZURE_ENV_NAME', 'newsroom')), '-', ''), 11)
param stage = readEnvironmentVariable('NEWSROOM_STAGE', 'development') == 'production' ? 'production' : 'development'
param tags = { 'azd-env-name': readEnvironmentVariable('AZURE_ENV_NAME', 'newsroom') }
param editors = readEnvironmentVariable('NEWSROOM_EDITORS', '')
param operators = readEnvironmentVariable('NEWSROOM_OPERATORS', '')
param partnerSecrets = filter(split(readEnvironmentVariable('NEWSROOM_SECRETS', ''), ' '), setting => !empty(setting))
param alertEmail = readEnvironmentVariable('NEWSROOM_ALERT_EMAIL', '')
param frontDoor = bool(readEnvironmentVariable('NEWSROOM_FRONT_DOOR', 'false'))
