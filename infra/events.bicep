// The second step, once the code is deployed: uploads are told to the blob trigger. Before that the key it takes does not exist.
targetScope = 'resourceGroup'

@description('The function app: output NEWSROOM_APP of main.bicep.')
param app string

@description('The Event Grid topic: output NEWSROOM_TOPIC.')
param topic string

@description('The account that keeps what could not be handed over: output NEWSROOM_HOST_ACCOUNT.')
param host string

resource site 'Microsoft.Web/sites@2025-03-01' existing = {
  name: app
}

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: host
}

resource systemTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topic
}

// The blob extension makes this key when it first starts with the trigger.
var key = listKeys('${site.id}/host/default', '2023-12-01').systemKeys.blobs_extension

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: systemTopic
  name: 'uploads'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${site.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.IngestRelease&code=${key}'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
        minimumTlsVersionAllowed: '1.2'
      }
    }
    filter: {
      // Not BlobDeleted: deleting an upload changes nothing outside, and the night run sees what is gone.
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/inbox/blobs/'
      isSubjectCaseSensitive: false
    }
    // The longest there is: 30 tries in a day. What is given up then is kept, somebody is told, and the night run reads it.
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: { resourceId: account.id, blobContainerName: 'undelivered-events' }
      }
    }
  }
}

@description('The subscription\'s resource id.')
output subscription string = uploads.id
