import { Transformer } from '@napi-rs/image';

/** A PNG of this size in one colour. */
export function aPicture(width: number, height: number): Promise<Buffer> {
  return Transformer.fromRgbaPixels(Buffer.alloc(width * height * 4, 0x7f), width, height).png();
}

/** The JPEG with an APP1 segment (JPEG File Interchange, Exif 2.3 4.7.2) that holds this text. */
export function withExif(jpeg: Buffer, text: string): Buffer {
  const content = Buffer.from(`Exif\0\0${text}`);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
