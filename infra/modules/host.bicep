// The Functions host's own storage: keys, leases, the deployed package, and events that could not be handed over.
import { roles } from 'roles.bicep'

@description('The account\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Where it is.')
param location string

@description('Tags of every resource.')
param tags object

@description('Network rules of the account.')
param network object

@description('The principal id of the app\'s identity.')
param app string

@description('The object id of the operators\' group; empty for none.')
param operators string

@description('The container that the deployed package is in.')
param packages string

@description('The container for events that could not be handed over.')
param undelivered string

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  // Nothing in it is the only copy of anything: a deployment makes it again.
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
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
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = [
  for containerName in [packages, undelivered]: {
    parent: blobs
    name: containerName
    properties: { publicAccess: 'None' }
  }
]

// What the host needs of its storage by identity: blobs for keys and leases, queues for the blob trigger, tables for its log.
resource appRuns 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.blobOwner, roles.queueContributor, roles.tableContributor]: {
    name: guid(account.id, app, role)
    scope: account
    properties: {
      principalId: app
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource operatorsDeploy 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operators)) {
  name: guid(account.id, operators, roles.blobContributor)
  scope: account
  properties: {
    principalId: operators
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobContributor)
  }
}

@description('The account\'s name.')
output name string = account.name

@description('Where its blobs are.')
output blobs string = account.properties.primaryEndpoints.blob
