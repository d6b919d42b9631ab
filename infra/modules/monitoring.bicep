// Where traces, metrics and logs go.
import { roles } from 'roles.bicep'

@description('The name of both resources.')
param name string

@description('Where they are.')
param location string

@description('Tags of every resource.')
param tags object

@description('For how many days telemetry is kept; 30 are in the price.')
param retentionDays int

@description('Gigabytes a day after which nothing more is taken in until the next day; -1 for no such bound. A bound also silences the alerts.')
param dailyGigabytes int

@description('Whether telemetry without an identity is refused.')
param identityOnly bool

@description('The principal id of the app\'s identity.')
param app string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyGigabytes }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: identityOnly
  }
}

resource appTells 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app, roles.metricsPublisher)
  scope: insights
  properties: {
    principalId: app
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metricsPublisher)
  }
}

@description('The resource id of Application Insights.')
output id string = insights.id

@description('Where telemetry is sent. It lets its holder write telemetry and nothing else.')
output connectionString string = insights.properties.ConnectionString
