/** How a file is sent: its bytes alone as the body, its name beside them. */
export const upload = (file: File) => ({
  body: file as unknown as string,
  bodySerializer: (body: unknown) => body as BodyInit,
  headers: { 'content-type': 'application/octet-stream' },
});
