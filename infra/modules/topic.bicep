// Where the newsroom's storage tells of uploads. Who is told comes later, in events.bicep: the code has to be there first.
import { roles } from 'roles.bicep'

@description('The topic\'s name.')
param name string

@description('Where it is: with the account.')
param location string

@description('Tags of every resource.')
param tags object

@description('The resource id of the newsroom\'s account.')
param newsroom string

@description('The account that keeps what could not be handed over.')
param host string

@description('The container there.')
param undelivered string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    source: newsroom
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: host

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource container 'containers' existing = {
      name: undelivered
    }
  }
}

// The accounts take no keys, so the topic signs in as itself.
resource topicKeepsUndelivered 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::container.id, topic.id, roles.blobContributor)
  scope: account::blobs::container
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobContributor)
  }
}

@description('The topic\'s name.')
output name string = topic.name

@description('The topic\'s resource id.')
output id string = topic.id
