import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../platform/http/errors.js';
import { type DetailList } from './person-details.service.js';

const LISTS: readonly string[] = ['emails', 'phones', 'addresses'] satisfies DetailList[];

/** Which list of a record a path means. */
@Injectable()
export class DetailPipe implements PipeTransform<string, DetailList> {
  transform(value: string): DetailList {
    if (!LISTS.includes(value)) throw new NotFound();
    return value as DetailList;
  }
}
