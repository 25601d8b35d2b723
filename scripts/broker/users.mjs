/**
 * @typedef {object} User
 * @property {string} name
 * @property {string} password for PLAIN and SCRAM alike
 */

/** @type {User} May do everything, as may anybody on the PLAINTEXT listener and the client of the certificate. */
export const FULL_USER = { name: 'ctk', password: 'ctk-secret' };

/** @type {User} May read and describe every topic and use every consumer group, but write to none. */
export const READING_USER = { name: 'reader', password: 'reader-secret' };

/** The common name in the client certificate. */
export const CLIENT_NAME = 'ctk-client';

export const USERS = [FULL_USER, READING_USER];
