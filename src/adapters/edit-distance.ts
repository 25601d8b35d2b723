/** How near two words are, for messages that suggest the one that was meant. */
export { closest, distance } from 'fastest-levenshtein';
