/** What names whatever has a history. */
export const SUBJECT = {
  en: "the code of an item, a batch or a product, or a subject's id, as of a parcel",
  zh: "单件、批次或产品的编码，或主体的标识（如分装）",
};
