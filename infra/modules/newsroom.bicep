// The newsroom's storage: the containers and queues that a folder site has as folders, and the public website.
import { roles } from 'roles.bicep'

@description('The account\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Where it is.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies of the data are kept, and where.')
param redundancy string

@description('For how many days a deleted or overwritten blob can be had back.')
param retentionDays int

@description('For how many days rejected uploads, and reports, are kept.')
param reportDays int

@description('For how many days the ledger can be neither changed nor deleted; 0 for no such lock.')
param ledgerLockDays int

@description('Network rules of the account.')
param network object

@description('The principal id of the app\'s identity.')
param app string

@description('The object id of the editors\' group; empty for none.')
param editors string

@description('Whether editors may find the account in the portal.')
param editorsUsePortal bool

@description('The object id of the operators\' group; empty for none.')
param operators string

var containers = ['inbox', 'rejected', 'config', 'releases', 'memory', 'reports', 'queues']
var queues = ['ingest', 'translate', 'publish', 'deliver', 'poll', 'notify']

// The last one is the blob trigger's, as the host names it.
var poison = [...map(queues, queue => '${queue}-poison'), 'webjobs-blobtrigger-poison']

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    // The website is public all the same: its endpoint is not subject to this.
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: network
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: retentionDays }
    containerDeleteRetentionPolicy: { enabled: true, days: retentionDays }
    staticWebsite: { enabled: true, indexDocument: 'index.html' }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = [
  for containerName in containers: {
    parent: blobs
    name: containerName
    properties: { publicAccess: 'None' }
  }
]

resource inbox 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' existing = {
  parent: blobs
  name: 'inbox'
  dependsOn: [container]
}

resource ledger 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = {
  parent: blobs
  name: 'deliveries'
  properties: {
    publicAccess: 'None'
    immutableStorageWithVersioning: ledgerLockDays > 0 ? { enabled: true } : null
  }
}

// By version, not by container: the ledger's documents are rewritten, and a lock on the container would refuse that.
resource ledgerLock 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-08-01' = if (ledgerLockDays > 0) {
  parent: ledger
  name: 'default'
  properties: { immutabilityPeriodSinceCreationInDays: ledgerLockDays }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' = [
  for queueName in [...queues, ...poison]: {
    parent: queueService
    name: queueName
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-08-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'old-reports-and-rejected-uploads'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['rejected/', 'reports/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: reportDays } } }
          }
        }
        {
          name: 'earlier-versions'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: retentionDays } } }
          }
        }
      ]
    }
  }
}

resource appOwnsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, app, roles.blobOwner)
  scope: account
  properties: {
    principalId: app
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobOwner)
  }
}

resource appWorksQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, app, roles.queueContributor)
  scope: account
  properties: {
    principalId: app
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueContributor)
  }
}

resource editorsWriteToInbox 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(editors)) {
  name: guid(inbox.id, editors, roles.blobContributor)
  scope: inbox
  properties: {
    principalId: editors
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobContributor)
  }
}

// The portal shows nobody an account whose settings they may not read. It gives no access to what is stored.
resource editorsSeeAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(editors) && editorsUsePortal) {
  name: guid(account.id, editors, roles.reader)
  scope: account
  properties: {
    principalId: editors
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource operatorsWork 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in empty(operators) ? [] : [roles.blobContributor, roles.queueContributor]: {
    name: guid(account.id, operators, role)
    scope: account
    properties: {
      principalId: operators
      principalType: 'Group'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

@description('The account\'s name.')
output name string = account.name

@description('The account\'s resource id.')
output id string = account.id

@description('Where its blobs are.')
output blobs string = account.properties.primaryEndpoints.blob

@description('Where its queues are.')
output queues string = account.properties.primaryEndpoints.queue

@description('Where its website is.')
output website string = account.properties.primaryEndpoints.web
