// Machine translation, for what neither a person nor the memory has translated.
import { roles } from 'roles.bicep'

@description('The account\'s name, and the first part of its address.')
param name string

@description('Where it is.')
param location string

@description('Tags of every resource.')
param tags object

@description('F0 is free for 2 million characters a month; S1 is paid by the character.')
@allowed(['F0', 'S1'])
param sku string

@description('The principal id of the app\'s identity.')
param app string

resource translator 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'TextTranslation'
  sku: { name: sku }
  properties: {
    // Signing in by identity needs an address of its own.
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

resource appTranslates 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(translator.id, app, roles.cognitiveServicesUser)
  scope: translator
  properties: {
    principalId: app
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.cognitiveServicesUser)
  }
}

@description('For `translation.endpoint` in config/site.json.')
output endpoint string = translator.properties.endpoint
