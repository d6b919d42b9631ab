// Who is woken, and when. The metrics are the handler's own; docs/operating-azure.md lists them with their units.
//
// A gauge is exported as single measurements and a counter as sums, so the sum of a row is right for both.

@description('The first part of the rules\' names.')
param name string

@description('Where the rules are.')
param location string

@description('Tags of every resource.')
param tags object

@description('The resource id of Application Insights.')
param insights string

@description('The resource id of the Event Grid topic.')
param topic string

@description('Who is written to; empty for nobody, and the alerts only show in the portal.')
param email string

@description('After how many hours without a night run somebody is told.')
param nightHours int

@description('How many minutes due work may wait.')
param queueMinutes int

var rules = [
  {
    name: 'poison'
    severity: 1
    title: 'Work has failed for good'
    text: 'A piece of work failed five times through a fault of our own. See “Drain a poison queue” in docs/operating-azure.md.'
    query: '''
      customMetrics
      | where name == 'syndication.queue.poison'
      | summarize Value = max(valueSum) by Of = tostring(customDimensions['queue'])
    '''
    threshold: 0
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'night'
    severity: 1
    title: 'No night run'
    text: 'The night run, which makes good whatever is missing, has not ended for ${nightHours} hours, or the app tells nothing at all.'
    // The last age told, and older by the time since; where nothing was told in two days, two days.
    query: '''
      customMetrics
      | where name == 'syndication.night.age'
      | summarize Told = arg_max(timestamp, valueSum)
      | extend Value = iff(isnull(Told), 48.0, (valueSum + datetime_diff('second', now(), Told)) / 3600.0), Of = 'night'
      | project Value, Of
    '''
    threshold: nightHours
    every: 'PT1H'
    window: 'P2D'
  }
  {
    name: 'deadletters'
    severity: 2
    title: 'A partner did not get a copy'
    text: 'Copies were given up after the last try. `syndication status` names them; `syndication resend` sends them again.'
    query: '''
      customMetrics
      | where name == 'syndication.copies.deadlettered'
      | summarize Value = sum(valueSum) by Of = tostring(customDimensions['partner'])
    '''
    threshold: 0
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'backlog'
    severity: 2
    title: 'Work waits too long'
    text: 'Work that is due has waited for more than ${queueMinutes} minutes.'
    query: '''
      customMetrics
      | where name == 'syndication.queue.age'
      | summarize Value = max(valueSum) / 60.0 by Of = tostring(customDimensions['queue'])
    '''
    threshold: queueMinutes
    every: 'PT15M'
    window: 'PT15M'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${name}-operators'
  location: 'Global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [insights]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: rule.threshold
            dimensions: [{ name: 'Of', operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]

// The one alert that needs nothing of the app: uploads were told of, and nobody took the news.
resource undelivered 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-uploads'
  location: 'global'
  tags: tags
  properties: {
    description: 'Event Grid gave up telling of uploads. The night run reads them; see “When uploads are not told of” in docs/operating-azure.md.'
    severity: 1
    enabled: true
    scopes: [topic]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'undelivered'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeadLetteredCount'
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Total'
          // The metric is there once events.bicep has been deployed.
          skipMetricValidation: true
        }
      ]
    }
    actions: empty(email) ? [] : [{ actionGroupId: people.id }]
  }
}
