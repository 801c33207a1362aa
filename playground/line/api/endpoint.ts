/** The calls that the stand-in takes; faults and rate limits name them. */
export type Endpoint =
  | 'push'
  | 'reply'
  | 'multicast'
  | 'broadcast'
  | 'validatePush'
  | 'validateReply'
  | 'validateMulticast'
  | 'validateBroadcast'
  | 'loading'
  | 'leaveGroup'
  | 'leaveRoom'
  | 'linkToken'
  | 'quota'
  | 'consumption'
  | 'info'
  | 'profile';
