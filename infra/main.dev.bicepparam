// A newsroom to try things in: one copy of the data, a week of undelete, little telemetry.
using 'main.bicep'

param name = 'newsdev'
param stage = 'development'
param partnerSecrets = ['SECRET_EXAMPLE']
