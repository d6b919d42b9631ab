// A mail server on a free port of this machine that ends as soon as whoever started it is gone. Arguments: the folder of the modules, and
// its behaviour as JSON: secure, hideStartTls, user, password, later and never (addresses put off or refused), full (the message is put
// off after DATA), unwanted (it is refused after DATA), hangUp (the connection is cut after DATA). It says where it listens, then one JSON
// line for every message it took.
'use strict';
const { createRequire } = require('node:module');

const [, , tests, behaviour] = process.argv;
const { SMTPServer } = createRequire(`${tests}/`)('smtp-server');
const given = JSON.parse(behaviour);
const no = (code, text) => Object.assign(new Error(text), { responseCode: code });

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

const server = new SMTPServer({
  secure: Boolean(given.secure),
  hideSTARTTLS: Boolean(given.hideStartTls),
  authOptional: !given.user,
  disabledCommands: given.user ? [] : ['AUTH'],
  disableReverseLookup: true,
  logger: false,
  onAuth: (auth, session, done) =>
    auth.username === given.user && auth.password === given.password ? done(null, { user: auth.username }) : done(no(535, 'Wrong user or password')),
  onRcptTo: (address, session, done) => {
    if ((given.later ?? []).includes(address.address)) return done(no(451, '4.7.1 Greylisted, come again in five minutes'));
    if ((given.never ?? []).includes(address.address)) return done(no(550, '5.1.1 No such user here'));
    return done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      if (given.hangUp) return process.exit(0);
      if (given.full) return done(no(452, '4.3.1 Insufficient system storage'));
      if (given.unwanted) return done(no(554, '5.7.1 Message refused as spam'));
      console.log(JSON.stringify({
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(to => to.address),
        secure: session.secure,
        message: Buffer.concat(parts).toString('base64'),
      }));
      return done(null, '2.0.0 Ok: queued as 4F1C2');
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.server.address().port}`));
