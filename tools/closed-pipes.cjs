// Imported before a program for what it does: output into a pipe whose reader has ended, such as head, is lost without a word,
// and the program goes on. Node would end it, a training in the middle, with the stack of an EPIPE.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
