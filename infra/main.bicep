// Everything that a newsroom on Azure is made of, but for one step: events.bicep, once the code is there.
targetScope = 'resourceGroup'

@description('A short name for the newsroom, in lower-case letters and digits, beginning with a letter. Names of resources derive from it.')
@minLength(3)
@maxLength(11)
param name string

@description('What it is for; other parameters take their defaults from it.')
@allowed(['development', 'production'])
param stage string = 'production'

@description('Where the resources are; a region that has Flex Consumption. The resource group\'s own by default.')
param location string = resourceGroup().location

@description('Tags of every resource.')
param tags object = {}

@description('The object id of the group of editors, who may write to the inbox and nowhere else; empty for none yet.')
param editors string = ''

@description('Whether editors upload by the portal: lets them see the account and its settings, and nothing of what is stored.')
param editorsUsePortal bool = false

@description('The object id of the group of operators, who write the configuration and the secrets, and mend queues; empty for none yet.')
param operators string = ''

@description('Names of the settings that hold partners\' secrets, such as SECRET_EXAMPLE. Each is read from the vault\'s secret of that name in lower case with hyphens.')
param partnerSecrets string[] = []

@description('Who is written to when something needs a person; empty for nobody.')
param alertEmail string = ''

@description('How many copies of the newsroom are kept, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string = stage == 'production' ? 'Standard_ZRS' : 'Standard_LRS'

@description('For how many days a deleted or overwritten blob, or a deleted secret, can be had back.')
@minValue(7)
@maxValue(90)
param retentionDays int = stage == 'production' ? 30 : 7

@description('For how many days rejected uploads, and reports, are kept.')
@minValue(7)
param reportDays int = stage == 'production' ? 365 : 30

@description('For how many days no version of the ledger can be changed or deleted by anybody; 0 for no such lock. It cannot be switched off again: read docs/operating-azure.md first.')
@minValue(0)
@maxValue(146000)
param ledgerLockDays int = 0

@description('Whether a vault that was deleted can be had back until its days are over, by force. Cannot be taken back.')
param purgeProtection bool = stage == 'production'

@description('The machine translator: S1 by the character, F0 free with a quota and one a subscription, none for human translations and memory only.')
@allowed(['none', 'F0', 'S1'])
param translator string = 'none'

@description('Memory of an instance, in megabytes.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@description('How many instances there may be at once.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances kept warm, as {name, instanceCount}; a name is http, blob, or function:NAME. They are paid for all day.')
param alwaysReady array = []

@description('Whether the storage accounts and the vault answer only to allowedAddresses and appSubnet. The website then does so too.')
param closedNetwork bool = false

@description('Addresses and ranges that are let in nevertheless, such as 203.0.113.0/24.')
param allowedAddresses string[] = []

@description('The resource id of a subnet delegated to Microsoft.App/environments, with service endpoints for storage and key vault, that the app calls from. Needed where closedNetwork is true.')
param appSubnet string = ''

@description('Whether Azure Front Door stands before the website.')
param frontDoor bool = false

@description('For how many days telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int = stage == 'production' ? 90 : 30

@description('Gigabytes of telemetry a day after which nothing more is taken in, the alerts\' data included; -1 for no such bound.')
param telemetryDailyGigabytes int = stage == 'production' ? -1 : 1

@description('Whether telemetry that does not come from an identity is refused.')
param telemetryByIdentityOnly bool = false

@description('After how many hours without a night run somebody is told; at most two days.')
@minValue(25)
@maxValue(47)
param nightHours int = 26

@description('How many minutes due work may wait before somebody is told.')
@minValue(5)
param queueMinutes int = 30

var unique = uniqueString(resourceGroup().id, name)
var network = {
  defaultAction: closedNetwork ? 'Deny' : 'Allow'
  // Event Grid and Azure Monitor, by their identities.
  bypass: 'AzureServices'
  ipRules: map(allowedAddresses, address => { value: address })
  virtualNetworkRules: empty(appSubnet) ? [] : [{ id: appSubnet }]
}
var packages = 'packages'
var undelivered = 'undelivered-events'

// Not the app's own identity: this one has its rights before the app first starts, and keeps them when the app is made anew.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-${unique}'
  location: location
  tags: tags
}

module newsroom 'modules/newsroom.bicep' = {
  params: {
    name: '${name}${unique}'
    location: location
    tags: tags
    redundancy: redundancy
    retentionDays: retentionDays
    reportDays: reportDays
    ledgerLockDays: ledgerLockDays
    network: network
    app: identity.properties.principalId
    editors: editors
    editorsUsePortal: editorsUsePortal
    operators: operators
  }
}

module host 'modules/host.bicep' = {
  params: {
    name: take('${name}${uniqueString(unique, 'host')}', 24)
    location: location
    tags: tags
    network: network
    app: identity.properties.principalId
    operators: operators
    packages: packages
    undelivered: undelivered
  }
}

module topic 'modules/topic.bicep' = {
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    newsroom: newsroom.outputs.id
    host: host.outputs.name
    undelivered: undelivered
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: '${name}${unique}'
    location: location
    tags: tags
    retentionDays: retentionDays
    purgeProtection: purgeProtection
    network: network
    app: identity.properties.principalId
    operators: operators
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    retentionDays: telemetryDays
    dailyGigabytes: telemetryDailyGigabytes
    identityOnly: telemetryByIdentityOnly
    app: identity.properties.principalId
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    insights: monitoring.outputs.id
    topic: topic.outputs.id
    email: alertEmail
    nightHours: nightHours
    queueMinutes: queueMinutes
  }
}

module translation 'modules/translator.bicep' = if (translator != 'none') {
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    sku: translator == 'F0' ? 'F0' : 'S1'
    app: identity.properties.principalId
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    identity: identity.id
    clientId: identity.properties.clientId
    host: host.outputs.name
    package: '${host.outputs.blobs}${packages}'
    blobs: newsroom.outputs.blobs
    queues: newsroom.outputs.queues
    vault: vault.outputs.address
    partnerSecrets: partnerSecrets
    telemetry: monitoring.outputs.connectionString
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    alwaysReady: alwaysReady
    subnet: appSubnet
  }
}

module front 'modules/front.bicep' = if (frontDoor) {
  params: {
    name: '${name}-${unique}'
    tags: tags
    website: split(newsroom.outputs.website, '/')[2]
  }
}

@description('The newsroom\'s account: for uploads, and for `--storage https://NAME.blob.core.windows.net`.')
output NEWSROOM_ACCOUNT string = newsroom.outputs.name

@description('The newsroom\'s blobs, for `--storage`.')
output NEWSROOM_STORAGE string = newsroom.outputs.blobs

@description('Where pages and feeds are: for `baseUrl` in config/site.json, unless a domain of one\'s own is.')
output NEWSROOM_WEBSITE string = frontDoor ? 'https://${front!.outputs.hostName}/' : newsroom.outputs.website

@description('Where the app answers: hub, health, and the pages too.')
output NEWSROOM_APP_ADDRESS string = 'https://${app.outputs.hostName}/'

@description('The function app, for deployments and for events.bicep.')
output NEWSROOM_APP string = app.outputs.name

@description('The Event Grid topic, for events.bicep.')
output NEWSROOM_TOPIC string = topic.outputs.name

@description('The host\'s storage account, for events.bicep.')
output NEWSROOM_HOST_ACCOUNT string = host.outputs.name

@description('The vault that partners\' secrets are put into.')
output NEWSROOM_VAULT string = vault.outputs.name

@description('For `translation.endpoint` in config/site.json; empty where there is no translator.')
output NEWSROOM_TRANSLATOR string = translator == 'none' ? '' : translation!.outputs.endpoint
