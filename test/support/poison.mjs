/* Preloaded into a process that cannot survive making the message to POISON, as if it needed more memory than there is. */
const poison = `${process.env.POISON}>`;
const concat = Buffer.concat.bind(Buffer);

Buffer.concat = (list, length) => {
  if (list.some((part) => part.includes('\r\nTo: ') && part.includes(poison)))
    process.kill(process.pid, 'SIGKILL');
  return concat(list, length);
};
