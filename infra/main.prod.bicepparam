// A press office's own newsroom. Fill in the groups and the address before the first deployment.
using 'main.bicep'

param name = 'newsroom'
param stage = 'production'
param editors = ''
param operators = ''
param partnerSecrets = []
param alertEmail = ''
param translator = 'S1'
param frontDoor = true
