// Everything that can be asked for, so that the tests see it.
using 'main.bicep'

param name = 'gazette'
param stage = 'production'
param editors = 'eeeeeeee-0000-0000-0000-000000000000'
param editorsUsePortal = true
param operators = '0befbefb-0000-0000-0000-000000000000'
param partnerSecrets = ['SECRET_EXAMPLE', 'SECRET_OTHER_AGENCY']
param alertEmail = 'desk@example.org'
param ledgerLockDays = 90
param translator = 'S1'
param alwaysReady = [{ name: 'http', instanceCount: 1 }]
param closedNetwork = true
param allowedAddresses = ['203.0.113.0/24']
param appSubnet = '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/app'
param frontDoor = true
