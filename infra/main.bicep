// A newsroom's storage on Azure: the containers and queues that a folder site has as folders.
targetScope = 'resourceGroup'

@description('A short name for the newsroom; names of resources derive from it.')
@minLength(3)
@maxLength(11)
param name string

@description('Where the resources are; the resource group\'s own place by default.')
param location string = resourceGroup().location

@description('How many copies of the data are kept, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string = 'Standard_ZRS'

@description('The object id of the group of editors, who may write to the inbox and nowhere else; empty for none yet.')
param editors string = ''

@description('For how many days a deleted or overwritten blob can be had back.')
@minValue(1)
@maxValue(365)
param retentionDays int = 30

var containers = ['inbox', 'rejected', 'config', 'releases', 'deliveries', 'memory', 'queues']
var queues = ['ingest', 'translate', 'publish', 'deliver']
var blobDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: toLower('${name}${uniqueString(resourceGroup().id)}')
  location: location
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: retentionDays }
    containerDeleteRetentionPolicy: { enabled: true, days: retentionDays }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for containerName in containers: {
    parent: blobs
    name: containerName
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [
  for queueName in queues: {
    parent: queueService
    name: queueName
  }
]

resource editorsWriteToInbox 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(editors)) {
  name: guid(storage.id, editors, 'inbox')
  scope: container[0]
  properties: {
    principalId: editors
    principalType: 'Group'
    roleDefinitionId: blobDataContributor
  }
}

@description('The account, for `--storage` and for uploads.')
output account string = storage.properties.primaryEndpoints.blob
