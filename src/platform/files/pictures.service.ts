import { Injectable } from '@nestjs/common';
import { ResizeFit, Transformer } from '@napi-rs/image';
import { Turns } from '../clock/turns.js';
import { Invalid } from '../http/errors.js';

const FORMATS = new Set(['png', 'jpeg', 'webp']);
/** A decoded picture takes megabytes for each megapixel: a few at once, however many are sent. */
const AT_ONCE = 2;

/**
 * Pictures that people send are decoded and written anew as PNG (ASVS 5.4): what comes out is a picture and nothing else.
 * Places, cameras and names in the metadata are gone, and so is whatever other format the same bytes could be read as.
 */
@Injectable()
export class Pictures {
  private readonly turns = new Turns(AT_ONCE);

  /**
   * @param most the longest side of what comes out, in pixels; smaller pictures keep their size.
   * @throws Invalid on `file` for what is no PNG, JPEG or WebP, is broken, or has more pixels than we can decode.
   */
  reencode(bytes: Buffer, most: number): Promise<Buffer> {
    return this.turns.take('picture', async () => {
      try {
        const { format, width, height } = await new Transformer(bytes).metadata();
        if (!FORMATS.has(format)) throw new Error(`no picture of ours: ${format}`);
        // By its EXIF orientation, which is about to be lost.
        const upright = new Transformer(bytes).rotate();
        const fitted =
          Math.max(width, height) > most ? upright.resize(most, most, undefined, ResizeFit.Inside) : upright;
        return await fitted.png();
      } catch {
        // The library says why in its own words, for programmers; for the sender every reason is the same.
        throw new Invalid([
          { param: 'file', message: 'This is no picture we can read. Send a PNG, JPEG or WebP file.' },
        ]);
      }
    });
  }

  /** An SVG that we made ourselves, as PNG on white. Natively and beside the event loop, which a drawing in script would hold. */
  draw(svg: string): Promise<Buffer> {
    return this.turns.take('picture', () => Transformer.fromSvg(svg, '#ffffff').png());
  }
}
