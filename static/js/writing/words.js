// Words as the server counts them: runs without spaces that hold a letter or a digit.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const COUNTS = /[\p{L}\p{N}]/u;

export const countWords = (text) => text.split(SPACES).filter((run) => COUNTS.test(run)).length;
