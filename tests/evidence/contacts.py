"""Sentences with and without contact details, to measure redaction by.

Telephone numbers are of the ranges that Arcep, Ofcom, ACMA and the North American Numbering Plan
keep for fiction, or invented; addresses are at reserved domains; IBANs are the examples of the
registry. What is to be taken out stands between ``⟨`` and ``⟩``.
"""

POSITIVES = """
Rappelez-moi au ⟨06 39 98 12 34⟩ s’il vous plaît.
Mon portable : ⟨0639981234⟩
Tél. ⟨01.99.00.12.34⟩ en journée
Appelez le ⟨01 99 00 45 67⟩ après 18 h.
⟨02-61-91-00-12⟩, demander Léa
On peut me joindre au ⟨03 53 01 22 33⟩ ou au ⟨04 65 71 44 55⟩.
Le livreur avait noté ⟨05 36 49 88 77⟩ au lieu du mien
Numéro incorrect dans mon compte, c’est le ⟨+33 6 39 98 12 34⟩
⟨+33639981234⟩
Depuis l’étranger : ⟨0033 6 39 98 12 34⟩
⟨+33 (0)6 39 98 12 34⟩ merci
⟨(+33) 639981234⟩ c’est moi
Je suis au ⟨(+33) 612345678⟩
⟨06 123 456 78⟩ toute la journée
⟨06 399 812 34⟩ le soir
⟨06/39/98/12/34⟩
⟨06_39_98_12_34⟩ (pas le matin)
Mon numéro 06 est ⟨06·39·98·12·34⟩
⟨06 39 98 12 34⟩ 18h
Appeler entre 9 h et 12 h : ⟨01 99 00 12 34⟩/⟨06 39 98 12 34⟩
SMS au ⟨0639 98 12 34⟩ svp
⟨063998 1234⟩
WhatsApp ⟨+33-6-39-98-12-34⟩
Aucune réponse depuis que j’ai donné le ⟨07 00 00 12 34⟩
joignable au ⟨0639981234⟩.
Fax : ⟨01 99 00 98 76⟩
J’ai commandé, rappelez au ⟨0639981234⟩
Ma commande n’est pas là, ⟨06 39 98 00 11⟩
Contact client : Mme D., ⟨06 39 98 00 22⟩, étage 3
Le SAV m’a demandé mon numéro (⟨06.39.98.00.33⟩), jamais rappelée
n’hésitez pas ⟨06‑39‑98‑00‑44⟩
⟨079 123 45 67⟩ depuis Lausanne
Depuis Genève : ⟨022 123 45 67⟩
⟨+41 79 123 45 67⟩
⟨0041791234567⟩
Natel ⟨078 765 43 21⟩, laissez un message
⟨0470 12 34 56⟩ (Bruxelles)
Appelez-moi en Belgique au ⟨0470/12.34.56⟩
⟨+32 470 12 34 56⟩
⟨02 555 12 34⟩ à Bruxelles
⟨+352 621 123 456⟩ au Luxembourg
Depuis Montréal : ⟨514-555-0123⟩
⟨(514) 555-0199⟩ poste 12
⟨+1 418 555 0145⟩
Cell ⟨438.555.0188⟩
⟨1-819-555-0101⟩
Call me on ⟨07700 900123⟩ please
My mobile is ⟨07700900456⟩.
⟨07700 900 789⟩ any time
⟨+44 7700 900123⟩
⟨+447700900123⟩
⟨0044 7700 900123⟩
⟨+44 (0)7700 900123⟩
You can reach me at ⟨020 7946 0958⟩ in the office
⟨(020) 7946 0123⟩
⟨0207 946 0321⟩ ask for Sam
⟨02079460456⟩
⟨01632 960123⟩
⟨01632 960 456⟩ evenings
⟨(01632) 960789⟩
⟨0113 496 0123⟩
⟨0121 4960456⟩
⟨0131-496-0789⟩
⟨0141.496.0111⟩
I left ⟨0161 496 0222⟩ three times and nobody rang
⟨029 2018 0123⟩ Cardiff
⟨028 9649 6001⟩
⟨+44 20 7946 0958⟩
⟨+44 1632 960001⟩
Ring the shop? They gave me ⟨08081 570123⟩
⟨03069 990456⟩
Text ⟨07700-900-321⟩
⟨555-123-4567⟩
⟨5551234567⟩
Ask for me at ⟨(555) 123-4567⟩
⟨212-555-0123⟩
⟨(212) 555-0145⟩
⟨212.555.0167⟩
⟨212 555 0189⟩
⟨2125550101⟩ is my cell
⟨+1 212-555-0123⟩
⟨+1 (212) 555-0123⟩
⟨+12125550123⟩
⟨1 415 555 0132⟩
⟨1-800-555-0199⟩
phone ⟨415/555-0111⟩
My number (⟨310-555-0177⟩) was shared with the courier
Tel:⟨646-555-0136⟩
call ⟨305 555-0122⟩ x45
⟨0491 570 006⟩
⟨+61 491 570 156⟩
⟨(02) 5550 1234⟩ Sydney
⟨+353 20 912 3456⟩
⟨020 912 3456⟩ in Ireland
⟨+49 30 23125 123⟩
⟨0049 30 23125 456⟩
⟨+34 612 345 678⟩
⟨+39 06 1234 5678⟩
⟨+212 6 12 34 56 78⟩
⟨+221 77 123 45 67⟩
⟨+351 912 345 678⟩
⟨+31 6 12345678⟩
⟨+81 3-1234-5678⟩
⟨+55 11 91234-5678⟩
Écrivez à ⟨lea.martin@exemple.example⟩
⟨lea@exemple.example⟩
⟨Lea_Martin+lampe@courrier.exemple.example⟩ svp
mail : ⟨l.m@ex-emple.example⟩.
(⟨service@example.org⟩)
<⟨jo@example.com⟩>
⟨jo@example.co.uk⟩, thanks
mailto:⟨jo@example.com⟩
⟨élodie.noël@exemple.example⟩
⟨JO.SMITH@EXAMPLE.COM⟩
⟨jo.smith (at) example (dot) com⟩
⟨jo.smith(at)example.com⟩
⟨jo [at] example [dot] org⟩
⟨jo[at]example.org⟩
⟨jo {at} example {dot} net⟩
⟨jo AT example DOT com⟩
⟨jo at example dot co dot uk⟩
⟨jo @ example . com⟩
⟨jo@example (dot) com⟩
⟨lea (arobase) exemple (point) example⟩
⟨lea arobase exemple point example⟩
⟨lea.martin arobase exemple.example⟩
⟨lea [chez] exemple [point] example⟩
⟨lea(a)exemple.example⟩
⟨lea＠exemple.example⟩
⟨lea @exemple.example⟩
⟨jo @example.com⟩ is my address
⟨marie.d@gmail⟩ sans réponse
⟨jo&#64;example.com⟩
Suivez-moi : ⟨@lea_des_lampes⟩
⟨@LeaMartin75⟩ sur Instagram
DM ⟨@jo.smith⟩ please
insta ⟨@jo_smith⟩, thanks
(⟨@marc_d⟩)
⟨@jo@mastodon.example⟩
⟨https://exemple.example/compte?id=12⟩
Voir ⟨www.exemple.example/moi⟩.
⟨http://example.com/~jo⟩
Remboursez sur ⟨FR14 2004 1010 0505 0001 3M02 606⟩
⟨FR1420041010050500013M02606⟩
⟨fr14 2004 1010 0505 0001 3m02 606⟩
IBAN : ⟨FR14-2004-1010-0505-0001-3M02-606⟩
⟨GB29 NWBK 6016 1331 9268 19⟩
⟨GB29NWBK60161331926819⟩
⟨DE89 3704 0044 0532 0130 00⟩
⟨DE89370400440532013000⟩
⟨BE68 5390 0754 7034⟩
⟨BE68539007547034⟩
⟨CH93 0076 2011 6238 5295 7⟩
⟨CH9300762011623852957⟩
⟨LU28 0019 4006 4475 0000⟩
⟨ES91 2100 0418 4502 0005 1332⟩
⟨IT60 X054 2811 1010 0000 0123 456⟩
⟨NL91 ABNA 0417 1643 00⟩
Mon compte ⟨IE29 AIBK 9311 5212 3456 78⟩
⟨PT50000201231234567890154⟩
Carte ⟨4970 1012 3456 7890⟩
⟨4111 1111 1111 1111⟩
⟨4111111111111111⟩
⟨5500-0000-0000-0004⟩
⟨3400 000000 00009⟩
J'attends depuis mardi, mon fixe c'est le ⟨03 53 01 77 88⟩
Veuillez me contacter au ⟨06 39 98 65 43⟩ ou par mail ⟨c.durand@courriel.example⟩
mon tel est le ⟨0639986543⟩ bonne journée
⟨06 39 98 6543⟩
Numéro : ⟨06-3998-6543⟩
num de portable=⟨0639986543⟩
⟨+33.6.39.98.65.43⟩
⟨+33639986543⟩, répondeur plein
tél fixe⟨0199004321⟩
⟨01 9900 4321⟩
(tel: ⟨01 99 00 43 21⟩)
Appeler Marc – ⟨0 639 986 543⟩
⟨06 39 98 65 43⟩ / ⟨06 39 98 65 44⟩
⟨0033639986543⟩
Mon n° ⟨0639986543⟩ est correct
Je vous laisse mon numéro de téléphone ⟨06.3998.6543⟩
⟨076 555 01 02⟩ (Zurich)
⟨0498 55 01 02⟩ merci de rappeler
⟨02 555 01 02⟩
⟨450 555 0110⟩ le soir seulement
⟨1 (450) 555-0110⟩
⟨07700900111⟩ thx
⟨07700 900-111⟩
⟨077 0090 0111⟩
my landline, ⟨0117 496 0123⟩, has voicemail
⟨+44 (0) 20 7946 0444⟩
⟨0 20 7946 0444⟩
⟨020-7946-0444⟩
Pls ring ⟨0151 496 0999⟩ asap!!
⟨(0131) 496 0777⟩
⟨01914980123⟩
⟨702.555.0123⟩
⟨(702)555-0123⟩
⟨702-5550123⟩
⟨7025550123⟩ or ⟨7025550124⟩
⟨+1-702-555-0123⟩
⟨001 702 555 0123⟩
text me @ ⟨702-555-0123⟩
⟨04 1234 5678⟩ Sydney? no: ⟨0491 571 266⟩
⟨+49 (0)30 23125 777⟩
⟨c.durand at courriel dot fr⟩
⟨c_durand75@mail.courriel.example⟩;
mail ⟨durand(at)courriel(dot)example⟩
⟨durand[@]courriel.example⟩
⟨durand AROBASE courriel POINT fr⟩
⟨durand -at- courriel.example⟩
⟨@cdurand⟩ sur Twitter
⟨FR76 3000 6000 0112 3456 7890 189⟩
RIB ⟨FR7630006000011234567890189⟩ svp
iban ⟨BE71 0961 2345 6769⟩
⟨CH56 0483 5012 3456 7800 9⟩
⟨4242 4242 4242 4242⟩
""".strip().splitlines()

NEGATIVES = """
Commande 4502817745 toujours pas livrée
Ma commande n° 2026100412 est arrivée cassée
Commande 402-1234567-8901234
N° de commande : 0012345678
Réf. 0450281774
Référence 0639 12 34
Facture 2026-00123456
Facture F2026/10/0042 du 12/10/2026
Facture n° 0202612345
Devis 20261004-17
Dossier 0123456789 sans réponse
Numéro de dossier 06123456789012
Ticket #4829174
Ticket 20261015-0042
Colis 6A12345678901
Colis 6A 1234 5678 901
Suivi Colissimo 8R00123456789
N° de suivi 1Z999AA10123456784
Suivi Chronopost XY123456789FR
Suivi 00340434161094000017
Numéro de suivi : 3S1234567890123
EAN 3012345678904
Code-barres 3560070123456
GTIN 05012345678900
ISBN 978-2-07-036822-8
ISBN 9782070368228
SKU 00412-77-BLANC
Article 100.234.56
Référence article 402.345.67
SIRET 552 100 554 00013
SIRET 55210055400013
SIREN 552 100 554
TVA FR 40 303 265 045
N° TVA FR40303265045
RCS Lyon 552 100 554
IMEI 490154203237518
N° de série SN0012345678
Lot 20260412B
Contrat 0071234567
Client n° 10045871
Carte de fidélité 0312345678
Code promo LAMPE2026
Code postal 75011 Paris
69002 Lyon, 4e étage
BP 90123, 59000 Lille
CS 10001 35000 Rennes Cedex 7
12 rue des Lilas, 31000 Toulouse
14,90 € de port
1 250 € la lampe
12 345,67 €
1 234 567 € de chiffre d’affaires
0,99 €
de 100 à 1 000 €
€1,234.56 in total
Prix : 29.90 au lieu de 39.90
5 € @ 2 lampes
2 lampes @ 5 €
@ 5 € pièce
5 @ 10
soit 3 250 000 visites
3 250 000 000 de vues
10 000 000 clients
45 minutes d’attente
Le 12/03/2026 à 18 h 30
12.03.2026 18.30
le 02/10/2026 09:15
2026-10-02 12:30
2026-10-02T12:30:45
02.10.2026 09
01-02-2026
du 01/02/2026 au 03/04/2026
du 01.02.2026 au 15.02.2026
le 1er octobre 2026 vers 10 h 45
20261002
20261002123045
de 08h30 à 12h00 et de 14h00 à 18h30
08:30-12:00, 14:00-18:30
8 h 30 – 12 h 00
Note 10/10
note 4,5/5 sur 12 345 avis
NPS 42, n = 1 250
60 % de 1 240 réponses
version 10.15.7.1234
iOS 17.0.3, Safari 605.1.15
Version 2.0.1-beta.4
Android 14, build 34.0.123
192.168.10.254
Erreur 404 puis 500
Erreur 0x80070057
code d’erreur 1234567890
Ampoule E27 230V 50-60Hz 9W 806 lm
Lampe 120 x 60 x 75 cm
120×60×75
0,75 m x 1,20 m
12 V / 24 V
IP44, classe II
500 000 km
1 200 kg
RAL 9010
Taille 38-40, 42-44
pages 12-15, 120-134
lignes 10, 11, 12, 13, 14
3 000, 4 000 et 6 500 K
2 700 K à 6 500 K
+20 % cette année
+ 15 000 abonnés
-0,5 point
2 sur 5, puis 3 sur 5
14 of 60
Order 4502817745 still missing
Order no. 5551234567 was split in two
order #2125550123
Order ID 114-3941689-8772232
Ref 0161496022
Reference number 020794609
Invoice INV-2026-000123
Invoice 0044123456
Tracking number 9400 1000 0000 0000 0000 00
Tracking 1Z 999 AA1 01 2345 6784
FedEx tracking 771234567890
Royal Mail AB123456789GB
Parcel 00340434161094000017
Booking reference 0123456789
Case 00123456
Ticket no. 2026-10-0042
Account number 00012345
Customer ID 5551234567
Product code 5012345678900
UPC 036000291452
Serial 0123-4567-8901
Gift card 1234567890123
Voucher 2026 1004 1200
£1,234,567
£12.50 each, 3 for £30
$1,250.00
$ 555 1234
USD 2 125 550
1,250,000 visitors
10,000 steps
about 2,000,000 people
12 March 2026 at 6:30 pm
03/12/2026 18:30
12-03-2026
2026/10/02 10:15
between 9am and 5pm
9-5, Monday to Friday
open 0900-1730
24/7 support
SW1A 1AA
London N1 9GU
90210 Beverly Hills
94105-1234
10115 Berlin
12 Baker Street, flat 4
5 stars out of 5
4.5/5 from 1,234 reviews
9.99, 19.99 and 29.99
see pages 100-120
size 10.5 UK, 45 EU
120 x 60 x 75 in
65 mph, 104 km/h
1080p at 60 Hz
HTTP 500 at 12:30:45
10.0.0.1
version 3.11.4
v2026.10.2
build 20261002.1
error code 0000123456
the 2024-2025 season
from 1990 to 2026
call 3 times a day
I looked at the dot on the map
we met at the shop
arrive at example street
Le point de vente est loin
un point, c’est tout
fin de journée @ la boutique
email me, he said
Rendez-vous à 10 h chez le fleuriste
AB12 3456 7890 1234 5678
FR76 1234 5678 9012
GB12 ABCD 1234 5678 9012 34
Modèle DE 1234 5678 9012
Lampe XK 2000 V2 1234 5678
2,5 sur 4 – 3,5 sur 4
01, 02, 03, 04 et 05
J'ai payé 129,99 € le 04/05/2026, livré le 11/05/2026
Total TTC : 1 029,50 EUR
Remise de 15 % sur 2 articles, soit 24,90 €
Commande WEB-2026-004512 annulée
cmd 000123456789
commande 06 3998
ma commande du 06 03 2026
N° client 0604871123
facture FAC0604871123
No de facture 604 871 123
bon de livraison 0604871123
bon d'achat 1234 5678 9012
colis n° 8L 123 456 7890 1
LA123456789FR bloqué à Roissy
DPD 05808 1234 567 890
point relais 04871
PNR ABC123, vol AF1234
train 6123 de 18h04
siège 12A voiture 14
code 4871, digicode 12A45
Ref produit : 604.871.12
lampe 3 x 40 W, 230 V, 1 521 lm
ampoules 2700K (806 lm) x 4
hauteur 1,75 m, Ø 30 cm
H 175 x L 60 x P 45 cm
10 à 15 minutes, 3 fois
1h30 puis 2h15
de 2019 à 2025
15-20 personnes, 2-3 appels
Score 8,5/10 (n=1245)
1 245 réponses sur 12 500 envois
p < 0,05, IC 95 % [3,10 ; 3,45]
ticket INC0012345678
error 0x0000007B
build 10.0.22631.3447
192.168.100.200:8080
MAC 00:1B:44:11:3A:B7
UUID 550e8400-e29b-41d4-a716-446655440000
order 204-5550123-4567890
order number is 7025550123
PO 4500123456
my ref is 0151496
paid $1,049.00 on 5/4/2026
£29.99 + £4.95 p&p
waited 45-60 minutes, twice
arrived 04.05.2026 at 14:30
3/5 stars, would not recommend
model XR-2000-45
part no 123-456-7890-A
ISBN 0-306-40615-2
VIN 1HGCM82633A004352
postcode EH1 1YZ
tracking TBA123456789000
USPS 9400111899223100001234
2 x 4 x 6 ft
100-200-300 ml
12:05, 12:35 and 13:05
0.5 to 0.75
1 000 000
0 800 clients
""".strip().splitlines()
