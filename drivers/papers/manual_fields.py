"""What the fields of the journal's entries mean, in French, for the fiscal manual.

The tests hold these names against entries as the program records them: none is missing, none is invented.
"""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.journal import Kind

KINDS: Mapping[Kind, str] = {
    Kind.OPENING: "Ouverture d’une journée de caisse, avec son fonds",
    Kind.SALE: "Vente, ou retour d’articles",
    Kind.CLOSING: "Clôture du jour (Z)",
    Kind.CASH: "Argent mis dans le tiroir ou retiré, hors ventes",
    Kind.STOCK: "Bon de dépôt, de sortie ou de correction de marchandises",
    Kind.REGISTER: "Empreintes des fiches changées (membres, contrats, articles, personnes, réglages)",
    Kind.ADJUSTMENT: "Correction du compte d’un membre, avec son motif",
    Kind.SETTLEMENT: "Règlement d’un mois : ce qui est dû à chaque membre",
    Kind.PAYOUT: "Paiement d’un mois réglé",
    Kind.PAYOUT_BACK: "Paiement revenu, de nouveau dû",
    Kind.APPROVAL: "Accord d’une personne sur le règlement d’un mois",
    Kind.PERIOD: "Clôture du mois ou de l’année",
    Kind.PURGE: "Purge de détails archivés",
    Kind.EVENT: "Événement",
}
"""Every kind of entry."""

SALE: Mapping[str, str] = {
    "ticket": "Numéro du ticket, sans trou par caisse",
    "day": "Journée de caisse",
    "session": "Numéro de l’ouverture de la journée",
    "volunteer": "Bénévole à la caisse",
    "source": "Numéro du ticket là où il fut d’abord saisi, s’il vient d’ailleurs",
    "currency": "Devise légale",
    "decimals": "Décimales de cette devise",
    "lines": "Les lignes",
    "payments": "Les règlements",
    "total": "Total, taxe comprise",
    "rounding": "Arrondi des espèces",
    "rates": "Totaux par taux de TVA : taux, hors taxe, taxe comprise",
    "postings": "Écriture : compte, devise, montant (débit positif), membre",
    "moves": "Mouvements de stock : article, quantité, raison",
    "customer": "Identifiant du client, s’il est membre (facultatif)",
}
LINE: Mapping[str, str] = {
    "article": "Identifiant de l’article",
    "code": "Code de l’article",
    "label": "Libellé",
    "member": "Identifiant du membre à qui est l’article",
    "status": "Statut de TVA du membre ce jour-là",
    "role": "Régime de TVA de la vente (A à F)",
    "base": "Assiette de la commission",
    "commission": "Taux de commission, en millionièmes",
    "vat": "Taux de TVA, en millionièmes",
    "quantity": "Quantité, négative pour un retour",
    "price": "Prix unitaire",
    "total": "Total de la ligne, remise déduite",
    "before_tax": "Montant hors taxe",
    "share": "Part du membre",
    "legal_share": "Part du membre en devise légale",
    "bearer": "Qui supporte la remise",
    "discount": "Remise (facultatif)",
    "discount_reason": "Motif de la remise (facultatif)",
    "locals": "Part payée en monnaie locale (facultatif)",
    "origin": "Ligne d’origine d’un retour : caisse, enregistrement, ligne (facultatif)",
    "reason": "Motif d’un retour (facultatif)",
    "tag_price": "Prix d’avant la démarque (facultatif)",
    "net": "Part fixe convenue par pièce (facultatif)",
    "piece_fee": "Frais par pièce (facultatif)",
    "shop_discount": "Remise supportée par la boutique (facultatif)",
    "margin_vat": "Taux de TVA de la marge (facultatif)",
}
PAYMENT: Mapping[str, str] = {
    "means": "Moyen",
    "currency": "Devise",
    "decimals": "Décimales de cette devise",
    "tendered": "Remis (négatif : rendu au client)",
    "change": "Rendu",
    "reference": "Référence : chèque, avoir, virement",
}
CLOSING: Mapping[str, str] = {
    "z": "Numéro du Z, sans trou par caisse",
    "day": "Journée de caisse",
    "session": "Numéro de l’ouverture de la journée",
    "tickets": "Nombre de tickets, premier, dernier",
    "total": "Total, taxe comprise",
    "returns": "Nombre de lignes retournées",
    "means": "Règlements : moyen, devise, nombre, montant net",
    "rates": "TVA : taux, hors taxe, taxe comprise",
    "taxpayers": "Par redevable : total du jour, cumul perpétuel",
    "counts": "Tiroirs : moyen, devise, attendu, compté",
    "reason": "Motif de l’écart",
    "postings": "Écriture de l’écart",
    "volunteer": "Bénévole qui a clôturé",
    "moves": "Argent mis ou retiré dans la journée (facultatif)",
}
PERIOD: Mapping[str, str] = {
    "kind": "month (mois) ou year (année)",
    "name": "Nom : 2026-11 ou 2026",
    "number": "Numéro, sans trou par sorte",
    "first": "Premier jour",
    "last": "Dernier jour",
    "tickets": "Nombre de tickets",
    "total": "Total, taxe comprise",
    "taxpayers": "Par caisse et redevable : total de la période, cumul perpétuel",
    "rates": "TVA : taux, hors taxe, taxe comprise",
    "means": "Règlements : moyen, devise, nombre, montant net",
}

FIELDS: Mapping[str, Mapping[str, str]] = {
    "sale": SALE,
    "line": LINE,
    "payment": PAYMENT,
    "closing": CLOSING,
    "period": PERIOD,
}
