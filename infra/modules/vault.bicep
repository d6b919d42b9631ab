// The partners' secrets. The app reads them as settings; who may write them is a group of people.
import { roles } from 'roles.bicep'

@description('The vault\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Where it is.')
param location string

@description('Tags of every resource.')
param tags object

@description('For how many days a deleted secret can be had back, 7 to 90.')
param retentionDays int

@description('Whether nobody at all may delete for good before those days are over; cannot be taken back.')
param purgeProtection bool

@description('Network rules of the vault.')
param network object

@description('The principal id of the app\'s identity.')
param app string

@description('The object id of the operators\' group; empty for none.')
param operators string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: retentionDays
    enablePurgeProtection: purgeProtection ? true : null
    networkAcls: network
  }
}

resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app, roles.secretsUser)
  scope: vault
  properties: {
    principalId: app
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}

resource operatorsWriteSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operators)) {
  name: guid(vault.id, operators, roles.secretsOfficer)
  scope: vault
  properties: {
    principalId: operators
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsOfficer)
  }
}

@description('The vault\'s name.')
output name string = vault.name

@description('The vault\'s address, ending with a slash.')
output address string = vault.properties.vaultUri
