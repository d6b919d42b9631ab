// The function app: a Flex Consumption plan with the custom handler on it, and every setting that host and handler read.

@description('The app\'s name, and the first part of its address.')
param name string

@description('Where it is.')
param location string

@description('Tags of every resource.')
param tags object

@description('The resource id of the identity it runs as.')
param identity string

@description('The client id of that identity.')
param clientId string

@description('The host\'s own storage account.')
param host string

@description('Where the deployed package is: a container\'s address.')
param package string

@description('The newsroom\'s blobs: an address ending with a slash.')
param blobs string

@description('The newsroom\'s queues: an address ending with a slash.')
param queues string

@description('Where the partners\' secrets are: the vault\'s address, ending with a slash.')
param vault string

@description('The settings that hold partners\' secrets.')
param partnerSecrets string[]

@description('Where telemetry goes.')
param telemetry string

@description('Memory of an instance, in megabytes.')
param instanceMemoryMB int

@description('How many instances there may be at once.')
param maximumInstances int

@description('Instances kept warm.')
param alwaysReady array

@description('The subnet that the app calls from; empty for none.')
param subnet string

// The host's lease, keys and records of what it has handled hang on this id: it stays when the app is moved or renamed.
var hostId = take(toLower(name), 32)

var settings = {
  // The host's own storage.
  AzureWebJobsStorage__accountName: host
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  AzureFunctionsWebHost__hostid: hostId

  // Else “/” is the host's page and not the newsroom's.
  AzureWebJobsDisableHomepage: 'true'

  // The connection that function.json names.
  Newsroom__blobServiceUri: blobs
  Newsroom__queueServiceUri: queues
  Newsroom__credential: 'managedidentity'
  Newsroom__clientId: clientId

  // What the handler opens, and as whom.
  SYNDICATION_STORAGE: blobs
  AZURE_CLIENT_ID: clientId

  // Host and handler tell the same place, in the same terms, so that a trace goes through both.
  APPLICATIONINSIGHTS_CONNECTION_STRING: telemetry
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  AzureFunctionsJobHost__telemetryMode: 'OpenTelemetry'
  OTEL_SERVICE_NAME: 'syndication'
}

// A vault's names have hyphens where a setting's have underscores. Without a version, so that a new one is taken up.
var secrets = toObject(
  partnerSecrets,
  setting => setting,
  setting => '@Microsoft.KeyVault(SecretUri=${vault}secrets/${toLower(replace(setting, '_', '-'))})'
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds the app that a service is deployed to by this tag.
  tags: union(tags, { 'azd-service-name': 'newsroom' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity
    virtualNetworkSubnetId: empty(subnet) ? null : subnet
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: package
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity }
        }
      }
      runtime: { name: 'custom', version: '1.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReady
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(secrets, settings)
  }

  // No publishing with a password, by either way.
  resource noPasswordByFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noPasswordByDeployment 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

@description('The app\'s name.')
output name string = app.name

@description('The app\'s host name.')
output hostName string = app.properties.defaultHostName
