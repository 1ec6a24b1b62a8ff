UPDATE item SET ms = ms || 'so, so'::mood WHERE id % 3 = 0;

UPDATE item SET m = 'so, so' WHERE id % 11 = 0;

DELETE FROM item WHERE m = 'sad' AND id > 490;
